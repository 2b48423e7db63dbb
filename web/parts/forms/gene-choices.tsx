import { useEffect, useId, useState } from "preact/hooks";
import { genesOfSpace, type SpaceGene } from "../../api/space-genes.js";
import type { Choice, GeneLimits } from "./gene-limits.js";

/** Which choices genes may have: a row of choices for each gene that is limited, and a list to limit another one. */
export function GeneChoices({
  space,
  limits,
  set,
}: {
  readonly space: string | undefined;
  readonly limits: GeneLimits;
  readonly set: (limits: GeneLimits | undefined) => void;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(Object.keys(limits).length > 0);
  const [genes, setGenes] = useState<readonly SpaceGene[]>([]);
  const [problem, setProblem] = useState<string | undefined>();
  useEffect(() => {
    if (!isOpen || space === undefined) return;
    let isGone = false;
    genesOfSpace(space).then(
      (found) => !isGone && setGenes(found),
      (error: Error) => !isGone && setProblem(error.message),
    );
    return () => {
      isGone = true;
    };
  }, [isOpen, space]);
  const put = (name: string, choices: readonly Choice[] | undefined) => {
    const { [name]: _, ...others } = limits;
    const next = choices === undefined ? others : { ...limits, [name]: choices };
    set(Object.keys(next).length === 0 ? undefined : next);
  };
  const count = Object.keys(limits).length;
  return (
    <details class="gene-choices" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Limits on genes{count > 0 && ` (${count})`}</summary>
      {Object.entries(limits).map(([name, allowed]) => (
        <Allowed
          key={name}
          name={name}
          choices={genes.find((gene) => gene.name === name)?.choices ?? allowed}
          allowed={allowed}
          set={(choices) => put(name, choices)}
        />
      ))}
      <label class="row" for={`${id}gene`}>
        <span>Limit a gene</span>
        <select
          id={`${id}gene`}
          value=""
          onChange={(event) => {
            const { value } = event.currentTarget;
            event.currentTarget.value = "";
            const gene = genes.find(({ name }) => name === value);
            if (gene !== undefined) put(value, gene.choices);
          }}
        >
          <option value="">pick one</option>
          {genes
            .filter(({ name }) => !(name in limits))
            .map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
        </select>
      </label>
      {problem !== undefined && <p class="problem">{problem}</p>}
    </details>
  );
}

/** The choices that one gene may have; the last one stays. */
function Allowed({
  name,
  choices,
  allowed,
  set,
}: {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly allowed: readonly Choice[];
  readonly set: (choices: readonly Choice[] | undefined) => void;
}) {
  const isOnly = allowed.length === 1;
  return (
    <fieldset class="choice">
      <legend>{name}</legend>
      <span class="segments wrapping">
        {choices.map((choice) => {
          const isAllowed = allowed.includes(choice);
          const others = choices.filter((one) => (one === choice ? !isAllowed : allowed.includes(one)));
          return (
            <label key={choice}>
              <input
                type="checkbox"
                checked={isAllowed}
                disabled={isAllowed && isOnly}
                onChange={() => set(others)}
              />
              <span>{choice}</span>
            </label>
          );
        })}
      </span>
      <button type="button" class="quiet" aria-label={`No limit on ${name}`} onClick={() => set(undefined)}>
        ×
      </button>
    </fieldset>
  );
}
