import { InvalidInput } from "../../../base/errors.js";
import { readsTexts } from "../../modalities/registry.js";
import { type Vocabulary, vocabularyOf } from "../../modalities/text/vocabulary.js";
import type { InputShape } from "../dataset.js";
import { inputValues } from "./example-input.js";
import type { Listing } from "./listing.js";

/**
 * Reads the vectors of the words that the texts of a listing have. Texts that cannot be read are left to the reading of
 * the examples.
 *
 * @param file word vectors in the text form of GloVe or word2vec
 * @throws InvalidInput (field `wordVectors`) where no modality is a text, or the file cannot be used
 */
export async function listedVocabulary(
  { rows, base }: Listing,
  shapes: Readonly<Record<string, InputShape>>,
  file: string,
): Promise<Vocabulary> {
  const name = Object.keys(shapes).find(readsTexts);
  if (name === undefined)
    throw new InvalidInput(
      "wordVectors",
      `the networks read ${Object.keys(shapes).join(" and ")}, but no texts`,
    );
  const shape = shapes[name];
  return vocabularyOf(file, shape[0], async (words) => {
    for (const { inputs, where } of rows)
      await inputValues(inputs[name], name, { shape, words }, { base, where }).catch((error: unknown) => {
        if (!(error instanceof InvalidInput)) throw error;
      });
  });
}
