import { useEffect } from "preact/hooks";
import { later } from "../../parts/later.js";
import { params, setParams } from "../../parts/location.js";
import { Failed, Loading } from "../../parts/states.js";
import { genesOf, needsGenes, type OnDevice } from "../devices.js";
import { ranges } from "../view.js";

/** From this width of the window [px] on, and up to so many networks, the figure is open at first. */
const WIDE = 900;
const FEW = 20_000;

const ParallelFigure = later(async () => (await import("./parallel-figure.js")).ParallelFigure);

/** Genes and metrics of all networks as parallel coordinates, which can be opened and closed. */
export function ParallelPanel(props: {
  readonly one: OnDevice;
  readonly states: Uint8Array;
  readonly picked: number | undefined;
}) {
  const { one } = props;
  const { data } = one.networks.state.value;
  const asked = params.value.get("parallel");
  const isOpen = asked === null ? window.innerWidth >= WIDE && (data?.count ?? 0) <= FEW : asked === "open";
  const isNeeded = isOpen || [...ranges.value.keys()].some((name) => data?.columns.has(name) === false);
  useEffect(() => {
    needsGenes.value = isNeeded;
    return () => {
      needsGenes.value = false;
    };
  }, [isNeeded]);
  const genes = genesOf(one);
  const error = one.genesError.value;
  return (
    <section class="panel parallel-panel" aria-label="Genes and metrics">
      <h2>
        Genes and metrics
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setParams({ parallel: isOpen ? "closed" : "open" })}
        >
          {isOpen ? "Hide" : "Show"}
        </button>
      </h2>
      {!isOpen && <p class="faint">Every network as a line over its genes and metrics.</p>}
      {isOpen && error !== undefined && <Failed error={error} again={one.refresh} />}
      {isOpen && error === undefined && (data === undefined || genes === undefined) && (
        <Loading what="the genes of the networks" />
      )}
      {isOpen && data !== undefined && genes !== undefined && (
        <ParallelFigure networks={data} genes={genes} states={props.states} picked={props.picked} />
      )}
    </section>
  );
}
