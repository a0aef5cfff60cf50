import { ApiError } from "@shared/api/client";
import type { Dictionaries } from "@shared/api/types";
import { dictionariesFrom, useDictionaries } from "@shared/dictionaries";
import { dictionaryWords } from "./answers";
import { person, recall } from "./facts";
import { provide } from "./known";

const KEPT = { ofPerson: true, fixed: true };

const renew = (): Promise<Dictionaries | null> => provide(dictionaryWords.key, dictionaryWords.fetcher, KEPT);

/** Classes, conditions, units and words: at once from the phone, anew when they have changed. */
async function own(): Promise<Dictionaries> {
  const user = person();
  const heard = user && (await recall<Dictionaries>(user, `- ${dictionaryWords.key}`));
  if (heard) {
    void renew().then((words) => words && words.version !== heard.value.version && useDictionaries(words), () => undefined);
    return heard.value;
  }
  const words = await renew();
  if (!words) throw new ApiError(0, "http_0", "类别未能载入", "请联网后再试。");
  return words;
}

export const startDictionaries = (): void => dictionariesFrom(own);
