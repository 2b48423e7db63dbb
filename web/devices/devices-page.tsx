import { catalog } from "../api/catalog.js";
import { Link } from "../parts/link.js";
import { Failed, Loading } from "../parts/states.js";
import { Heads } from "./heads.js";
import { ProfileUpload } from "./profile-upload.js";
import { Upload } from "./upload.js";

/** All devices, and the import of tables. */
export function DevicesPage() {
  const { data, error } = catalog.state.value;
  if (data === undefined)
    return error ? <Failed error={error} again={catalog.refresh} /> : <Loading what="devices" />;
  return (
    <>
      <h1>Devices</h1>
      <div class="stack">
        <section class="panel" aria-label="All devices">
          <div class="table-scroll whole" tabindex={0}>
            <table>
              <caption class="visually-hidden">Devices, by their key</caption>
              <Heads names={["Device", "Name", "Measured networks"]} />
              <tbody>
                {data.devices.map(({ key, name, measured }) => (
                  <tr key={key}>
                    <td>
                      <Link to={`/devices/${key}`}>{key}</Link>
                    </td>
                    <td>{name}</td>
                    <td>{measured.toLocaleString("en")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
        <Upload />
        <ProfileUpload />
      </div>
    </>
  );
}
