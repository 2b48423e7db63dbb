import { useId, useState } from "preact/hooks";
import { ApiError, ask } from "../api/ask.js";
import { token } from "../api/session.js";
import { ExportDocument } from "../generated/operations.js";
import { Options } from "./forms/options.js";
import { save } from "./save.js";

const FORMATS = { ONNX: "ONNX", PYTORCH: "PyTorch", OFA: "OFA JSON" } as const;

/** Downloads a network as a folder that runs by itself. */
export function ExportButton({
  task,
  architecture,
  name,
  isReady = true,
}: {
  readonly task: string;
  /** Genes, or the key of a network that the archive has. */
  readonly architecture: unknown;
  readonly name: string;
  /** Whether the network is the one that is meant now; the button waits until it is. */
  readonly isReady?: boolean;
}) {
  const id = useId();
  const [format, setFormat] = useState<keyof typeof FORMATS>("ONNX");
  const [said, setSaid] = useState<{ readonly text: string; readonly isError?: boolean } | undefined>();
  const download = async () => {
    setSaid({ text: "Preparing the download…" });
    try {
      const { exportArchitecture: found } = await ask(ExportDocument, { task, architecture, format });
      if (found.__typename !== "ExportedArchitecture") throw new ApiError(found.message);
      const response = await fetch(found.path, {
        headers: token.value === undefined ? {} : { authorization: `Bearer ${token.value}` },
      });
      if (!response.ok) throw new ApiError(`The download failed with status ${response.status}.`);
      save(`${name}.zip`, await response.blob());
      const weights = found.weights === "TRAINED" ? "trained weights" : "random weights";
      setSaid({ text: `Downloaded with ${weights}${found.note === null ? "" : `: ${found.note}`}.` });
    } catch (error) {
      setSaid({ text: (error as Error).message, isError: true });
    }
  };
  return (
    <div class="export">
      <label class="visually-hidden" for={id}>
        Format of the export
      </label>
      <select
        id={id}
        value={format}
        onChange={(event) => setFormat(event.currentTarget.value as keyof typeof FORMATS)}
      >
        <Options of={FORMATS} />
      </select>
      <button type="button" class="primary" disabled={!isReady} onClick={download}>
        Export network
      </button>
      <p class={said?.isError ? "problem" : "faint"} aria-live="polite">
        {said?.text}
      </p>
    </div>
  );
}
