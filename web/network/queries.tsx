/** The query and the command lines that give the same. */
export function Queries({
  archKey,
  task,
  device,
}: {
  readonly archKey: string;
  readonly task: string;
  readonly device: string;
}) {
  const short = archKey.slice(0, 12);
  const query = `query {
  architecture(id: "${short}") {
    genes macs params
    measurements { accuracy latency energy origin retracted }
  }
}`;
  const commands = [
    `npx harmonic measurements list --json${device === "" ? "" : ` --device ${device}`}`,
    ...(task === "" || device === ""
      ? []
      : [
          `npx harmonic cost --task ${task} --device ${device} --architecture ${short}`,
          `npx harmonic export ${short} --task ${task} --format onnx --out network`,
        ]),
  ].join("\n");
  return (
    <section class="panel" aria-label="The same elsewhere">
      <h2>The same elsewhere</h2>
      <p class="faint">GraphQL</p>
      <pre class="code" tabindex={0}>
        {query}
      </pre>
      <p class="faint">Command line</p>
      <pre class="code" tabindex={0}>
        {commands}
      </pre>
    </section>
  );
}
