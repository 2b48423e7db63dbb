import { useEffect, useMemo } from "preact/hooks";
import { ask } from "../api/ask.js";
import { resource } from "../api/resource.js";
import { FrontPointsDocument, NetworkDocument } from "../generated/operations.js";
import { Link } from "../parts/link.js";
import { params } from "../parts/location.js";
import { Empty, Failed, Loading } from "../parts/states.js";
import { Costs } from "./costs.js";
import { Drawing } from "./drawing.js";
import { Measurements } from "./measurements.js";
import { OnDevice } from "./on-device.js";
import { Queries } from "./queries.js";

/** A network as far as the archive or the front knows it. */
interface Found {
  readonly key: string;
  readonly genes: Readonly<Record<string, unknown>>;
  readonly space: string | undefined;
  readonly macs: number | null;
  readonly params: number | null;
}

/** One network: its structure, its values and where they come from, and how to get it. */
export function NetworkPage({ id }: { readonly id: string }) {
  const [task, devices] = [
    params.value.get("task") ?? "",
    (params.value.get("device") ?? "").split(",").filter(Boolean),
  ];
  const device = devices[0] ?? "";
  const about = task !== "" && device !== "";
  const stored = useMemo(() => resource((signal) => ask(NetworkDocument, { key: id }, signal)), [id]);
  const front = useMemo(
    () =>
      resource(async (signal) => (about ? ask(FrontPointsDocument, { task, device }, signal) : undefined)),
    [task, device],
  );
  useEffect(() => () => stored.close(), [stored]);
  useEffect(() => () => front.close(), [front]);
  const { data, error } = stored.state.value;
  const points = front.state.value.data?.paretoFront.nodes ?? [];
  const onFront = points.find(({ architecture }) => architecture.key.startsWith(id));
  const found = useMemo((): Found | undefined => {
    const known = data?.architecture;
    if (known != null) return { ...known, space: known.space.key, genes: known.genes as Found["genes"] };
    const { key, genes } = onFront?.architecture ?? {};
    if (key === undefined) return undefined;
    return { key, genes: genes as Found["genes"], space: undefined, macs: null, params: null };
  }, [data, onFront]);
  if (data === undefined)
    return error ? <Failed error={error} again={stored.refresh} /> : <Loading what="the network" />;
  if (found === undefined) {
    if (front.state.value.isLoading) return <Loading what="the network" />;
    return <Empty title={`Neither the archive nor this front has a network ${id}.`} reasons={[]} />;
  }
  const { key, genes } = found;
  return (
    <>
      <h1>
        Network <span class="mono">{key.slice(0, 10)}</span>
      </h1>
      <p>
        {found.space !== undefined && `Of search space ${found.space}. `}
        {found.macs !== null &&
          `${(found.macs / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} million multiply-accumulates. `}
        {found.params !== null && `${found.params.toLocaleString("en")} weights. `}
        {about && (
          <Link
            to={`/?${new URLSearchParams({ task, device: devices.join(","), network: key.slice(0, 12) })}`}
          >
            See it among the others
          </Link>
        )}
      </p>
      <div class="columns">
        <div class="stack">
          <Drawing genes={genes} />
          {about && <Costs task={task} devices={devices} genes={genes} />}
          <Measurements measurements={data.architecture?.measurements ?? []} again={stored.refresh} />
        </div>
        <div class="stack">
          {about && (
            <OnDevice
              {...{ task, device, genes, points }}
              archKey={key}
              measurements={data.architecture?.measurements ?? []}
            />
          )}
          <Queries archKey={key} task={task} device={device} />
        </div>
      </div>
    </>
  );
}
