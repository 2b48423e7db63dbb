import { deviceId, spaceId, taskId } from "../src/base/ids.js";
import type { Device } from "../src/hardware/types.js";
import type { Task } from "../src/records/task.js";
import { measuredDevices } from "./measured-tables.js";

/** The tasks of a new installation. */
export const seededTasks: readonly Task[] = [
  task(
    "av-mnist",
    "av-mnist",
    "AV-MNIST",
    "Top-1 accuracy over ten digits, MNIST image + Free Spoken Digit Dataset recording: 840 pairs to train on, " +
      "210 to validate (which accuracies are of, unless said), 450 to test.",
  ),
  task(
    "av-mnist-hard",
    "av-mnist",
    "AV-MNIST-hard",
    "AV-MNIST with images that keep 25 % of their PCA energy and another digit's recording as background noise " +
      "at 0 dB; splits as in av-mnist.",
  ),
  task(
    "av-mnist-published",
    "av-mnist",
    "AV-MNIST, published models",
    "Accuracy of the three models that the Harmonic-NAS paper (ACML 2023) reports; chosen on its own test split, " +
      "so not comparable with av-mnist.",
  ),
  task(
    "memes-politics",
    "memes-politics",
    "Memes-Politics",
    "Harm level of political memes, image + text, three classes; device cost only so far.",
  ),
  {
    ...task(
      "clip-art",
      "clip-art",
      "Clip-art",
      "Topics of drawings of the Open Clip Art Library from picture + title and description, 23 labels, weighted F1: " +
        "2,035 drawings to train on, 441 to validate (which scores are of, unless said), 430 to test.",
    ),
    score: "weighted-f1",
  },
  task(
    "mm-imdb",
    "mm-imdb",
    "MM-IMDB",
    "Film genres from poster + plot, 23 labels; device cost only so far.",
  ),
  task(
    "imagenet",
    "ofa-mobilenet-v3",
    "ImageNet",
    "ImageNet top-1 accuracy of sub-networks of the OFA-MobileNetV3 w1.0 supernet with inherited weights, " +
      "as DyNAS-T evaluated them.",
  ),
];

const gpus: readonly (readonly [string, string])[] = [
  ["2080ti", "NVIDIA GeForce RTX 2080 Ti"],
  ["titan-xp", "NVIDIA Titan Xp"],
  ["v100", "NVIDIA Tesla V100"],
];

/** The devices of a new installation. */
export const seededDevices: readonly Device[] = [
  device("jetson-tx2", "NVIDIA Jetson TX2", "Operator profile of the Harmonic-NAS reference repository."),
  device(
    "jetson-agx-xavier",
    "NVIDIA Jetson AGX Xavier",
    "Operator profile of the Harmonic-NAS reference repository.",
  ),
  ...gpus.flatMap(([id, name]) =>
    [1, 32, 64].map((batch) =>
      device(
        `${id}-b${batch}`,
        `${name}, batch ${batch}`,
        "Latency of one batch of OFA-MobileNetV3 sub-networks, from HELP (MIT).",
        "",
        batch,
      ),
    ),
  ),
  ...measuredDevices(),
];

function task(id: string, space: string, name: string, description: string): Task {
  return { id: taskId(id), space: spaceId(space), name, description };
}

function device(id: string, name: string, description: string, runtime = "", batch = 1): Device {
  return { id: deviceId(id), name, description, runtime, batch };
}
