/** What one topic is called in keywords and folders. Plurals of keywords count too. */
interface Topic {
  readonly name: string;
  readonly keywords: string;
  readonly folders: string;
}

/** The labels of clip-art. Synonymous keywords and folders of the Open Clip Art Library are one topic. */
const TOPICS: readonly Topic[] = [
  {
    name: "animal",
    keywords:
      "animal mammal bird insect bug fish reptile dinosaur penguin dog cat feline canine horse bear crawfish cow pig",
    folders: "animals",
  },
  {
    name: "building",
    keywords: "building house home city church castle architecture furniture hut",
    folders: "buildings",
  },
  { name: "clothing", keywords: "clothing clothes hat shoe pantyhose dress shirt cap", folders: "clothing" },
  {
    name: "computer",
    keywords: "computer hardware network networksym pc desktop laptop monitor internet keyboard",
    folders: "computer",
  },
  { name: "dessert", keywords: "dessert icecream pie candy cake cookie sweet", folders: "desserts" },
  { name: "education", keywords: "education study school book science", folders: "education science" },
  { name: "flag", keywords: "flag signalflag semaphore ensign banner", folders: "flags semaphore" },
  {
    name: "food",
    keywords:
      "food menu fruit vegetable vegitable dessert beverage protein carbohydrate icecream pie candy bread alcohol",
    folders: "food",
  },
  { name: "fruit", keywords: "fruit vegetable vegitable apple berry", folders: "fruit vegetables" },
  {
    name: "holiday",
    keywords:
      "holiday festive party xmas christmas valentine thanksgiving halloween easter birthday firework celebration",
    folders: "holiday party christmas valentines",
  },
  { name: "mammal", keywords: "mammal dog cat feline canine horse bear cow pig", folders: "mammals" },
  { name: "map", keywords: "map mapsym coastline geography", folders: "map_symbols geography" },
  {
    name: "music",
    keywords: "music musicstuff musicsym instrument trumpet drum guitar piano",
    folders: "music",
  },
  {
    name: "office",
    keywords: "office telephone phone stationery pencil pen paper clip meeting",
    folders: "office",
  },
  {
    name: "people",
    keywords:
      "people person woman man girl boy baby child stickmen stickman face smiley bodypart human cartoon",
    folders: "people",
  },
  { name: "plant", keywords: "plant flower tree leaf evergreen garden", folders: "plants" },
  {
    name: "shape",
    keywords: "shape arrow arrowshape callout flowchart geometry star polygon",
    folders: "shapes",
  },
  {
    name: "sign",
    keywords: "roadsign warning caution hazard traffic stop",
    folders: "roadsigns hazard aiga-symbols",
  },
  {
    name: "sky",
    keywords: "weather weathersym astronomy moon sun cloud satellite space planet lightning atmosphere",
    folders: "weather astronomy",
  },
  {
    name: "sport",
    keywords: "sport baseball football soccer ball yoga billiard tennis golf",
    folders: "sports",
  },
  { name: "tool", keywords: "tool equipment weapon gun hammer knife", folders: "tools weapons" },
  {
    name: "transport",
    keywords:
      "transport transportation vehicle car boat bus ship sailing hummer airplane train truck roadtravel bicycle",
    folders: "transportation",
  },
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
