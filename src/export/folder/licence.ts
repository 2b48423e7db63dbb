const AV_MNIST =
  "MNIST: copyright of Y. LeCun and C. Cortes, distributors state CC BY-SA 3.0; " +
  "Free Spoken Digit Dataset: CC BY-SA 4.0";

/** The licences of the data that networks of the built-in tasks are trained on, as docs/guide/data.md states them. */
const LICENCES: Readonly<Record<string, string>> = {
  "av-mnist": AV_MNIST,
  "av-mnist-hard": AV_MNIST,
  "av-mnist-published": AV_MNIST,
  "clip-art": "Open Clip Art Library: public domain (CC0 1.0)",
  imagenet: "ImageNet: for non-commercial research and education, by the terms of image-net.org",
  "memes-politics": "the data set's own, which its authors state; none is shipped here",
  "mm-imdb": "the data set's own, which its authors state; none is shipped here",
};

/** Returns the licence of a task's data, in words. */
export const licenceOf = (task: string): string =>
  Object.hasOwn(LICENCES, task)
    ? LICENCES[task]
    : "not known to this program: that of the task's own data set";
