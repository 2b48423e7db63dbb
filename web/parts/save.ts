/** Saves something as a file of the user. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Saves a text as a file of the user. */
export const saveText = (name: string, text: string, type: string): void =>
  save(name, new Blob([text], { type }));
