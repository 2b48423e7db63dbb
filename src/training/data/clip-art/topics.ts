/** What one topic is called in keywords and folders. Plurals of keywords count too. */
interface Topic {
  readonly name: string;
  readonly keywords: string;
  readonly folders: string;
}

/**
 * The labels of clip-art. Synonymous keywords and folders of the Open Clip Art Library are one topic. Keywords are
 * words for the topic itself, not for what belongs to it: texts keep those, so that a dog can be told to be an animal.
 */
const TOPICS: readonly Topic[] = [
  { name: "animal", keywords: "animal", folders: "animals" },
  { name: "arrow", keywords: "arrow arrowshape", folders: "arrows" },
  { name: "building", keywords: "building house home", folders: "buildings" },
  { name: "clothing", keywords: "clothing clothes", folders: "clothing" },
  { name: "computer", keywords: "computer hardware", folders: "computer" },
  { name: "dessert", keywords: "dessert", folders: "desserts" },
  { name: "flag", keywords: "flag signalflag", folders: "flags semaphore" },
  { name: "food", keywords: "food menu", folders: "food" },
  { name: "fruit", keywords: "fruit vegetable vegitable", folders: "fruit vegetables" },
  { name: "game", keywords: "game toy", folders: "games toys" },
  {
    name: "holiday",
    keywords: "holiday festive party christmas xmas",
    folders: "holiday party christmas valentines",
  },
  { name: "mammal", keywords: "mammal", folders: "mammals" },
  { name: "map", keywords: "map mapsym", folders: "map_symbols geography" },
  { name: "music", keywords: "music musicstuff", folders: "music" },
  { name: "office", keywords: "office", folders: "office" },
  { name: "people", keywords: "people person", folders: "people" },
  { name: "plant", keywords: "plant", folders: "plants" },
  { name: "shape", keywords: "shape", folders: "shapes" },
  { name: "sign", keywords: "roadsign warning hazard", folders: "roadsigns hazard aiga-symbols" },
  { name: "sky", keywords: "weather weathersym astronomy", folders: "weather astronomy" },
  { name: "sport", keywords: "sport", folders: "sports" },
  { name: "tool", keywords: "tool equipment weapon", folders: "tools weapons" },
  { name: "transport", keywords: "transport transportation vehicle", folders: "transportation vehicles" },
];

export const TOPIC_NAMES: readonly string[] = TOPICS.map(({ name }) => name);

const words = (list: string): readonly string[] => list.split(" ");

/** The forms of a word: itself and its plurals. */
const forms = (word: string): readonly string[] => [
  word,
  `${word}s`,
  `${word}es`,
  ...(word.endsWith("y") ? [`${word.slice(0, -1)}ies`] : []),
];

const BY_KEYWORD = indexOf(({ keywords }) => words(keywords).flatMap(forms));
const BY_FOLDER = indexOf(({ folders }) => words(folders));

/** Every word that names a label: what `withoutTopics` removes. */
const NAMING = new Set([
  ...BY_KEYWORD.keys(),
  ...[...BY_FOLDER.keys()].flatMap((folder) => folder.split(/[_-]/)).flatMap(forms),
  ...TOPIC_NAMES.flatMap(forms),
]);

function indexOf(namesOf: (topic: Topic) => readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const topic of TOPICS)
    for (const name of namesOf(topic)) index.set(name, [...(index.get(name) ?? []), topic.name]);
  return index;
}

/** Returns the topics of a drawing, in alphabetical order. A keyword of several words counts word by word. */
export function topicsOf(keywords: readonly string[], folders: readonly string[]): readonly string[] {
  const found = [
    ...keywords
      .flatMap((keyword) => keyword.toLowerCase().split(/[\s_]+/))
      .flatMap((word) => BY_KEYWORD.get(word) ?? []),
    ...folders.flatMap((folder) => BY_FOLDER.get(folder) ?? []),
  ];
  return [...new Set(found)].sort();
}

/** Returns a text without the words that name a label. */
export const withoutTopics = (text: string): string =>
  text
    .split(/([\p{L}\p{M}]+)/u)
    .filter((part) => !NAMING.has(part.toLowerCase()))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
