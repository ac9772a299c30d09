/** Text from the records, which are written in English whatever the language of the page. */
export function DataText({ text }: { text: string }) {
  return <span lang="en">{text}</span>;
}
