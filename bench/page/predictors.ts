import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { PREDICTORS_FILE, type ShippedPredictors } from "../../seeds/predictors.js";
import { seedFile } from "../../seeds/seed-file.js";
import { percent, resultOf, tableOf } from "./markdown.js";

interface PredictorResult {
  readonly median: {
    readonly family: string;
    readonly kendallTau: number;
    readonly spearman: number;
    readonly within5: number;
    readonly within10: number;
    readonly coverage90: number;
    readonly fitSeconds: number;
  };
}

/** What is predicted, the number of training networks, and the name of the file with the results. */
const FEW = [
  ["OFA-MobileNetV3, ImageNet accuracy", 50, "ofa-accuracy-50"],
  ["OFA-MobileNetV3, ImageNet accuracy", 100, "ofa-accuracy-100"],
  ["OFA-MobileNetV3, ImageNet accuracy", 300, "ofa-accuracy-300"],
  ["NAS-Bench-201, CIFAR-100 accuracy", 100, "cifar100-100"],
  ["NAS-Bench-201, CIFAR-100 accuracy", 300, "cifar100-300"],
  ["the same, with the 12-epoch accuracy as a feature", 100, "cifar100-12-epochs-100"],
  ["the same, with the 12-epoch accuracy as a feature", 300, "cifar100-12-epochs-300"],
  ["NAS-Bench-201, Pi 5 LiteRT latency", 200, "raspberry-pi-5-litert-latency-200"],
  ["NAS-Bench-201, Pi 5 LiteRT energy", 200, "raspberry-pi-5-litert-energy-200"],
  ["NAS-Bench-201, Pi 5 ONNX Runtime latency", 200, "raspberry-pi-5-onnx-latency-200"],
  ["NAS-Bench-201, Pi 5 ONNX Runtime energy", 200, "raspberry-pi-5-onnx-energy-200"],
] as const;

/** The predictors of a new installation, assessed on the networks that were held out. */
export function shippedBlock(): string {
  const file: ShippedPredictors = JSON.parse(gunzipSync(readFileSync(seedFile(PREDICTORS_FILE))).toString());
  const spacesOf = (device: string | undefined): number =>
    new Set(file.predictors.filter((one) => one.device === device).map(({ space }) => space)).size;
  const rows = file.predictors.map((record) => {
    const subject = record.task ?? record.device;
    const where = record.task === undefined && spacesOf(record.device) > 1 ? `, ${record.space}` : "";
    const { kendallTau, within5, coverage90 } = record.quality;
    return [
      `${subject} ${record.metric}${where}`,
      record.family,
      String(record.trainedOn),
      kendallTau.toFixed(3),
      `${percent(within5)} %`,
      `${percent(coverage90)} %`,
    ];
  });
  return tableOf(
    ["predicted", "family", "trained on", "Kendall tau", "within 5 %", "in the 90 % interval"],
    rows,
  );
}

/** Predictors that were trained on few networks of a known table: medians over seeds. */
export function fewNetworksBlock(): string {
  const rows = FEW.map(([what, networks, name]) => {
    const { median } = resultOf<PredictorResult>(`predictor-${name}`);
    return [
      what,
      String(networks),
      median.family,
      median.kendallTau.toFixed(3),
      median.spearman.toFixed(3),
      `${percent(median.within10)} %`,
      `${percent(median.coverage90)} %`,
      median.fitSeconds.toFixed(2),
    ];
  });
  const head = ["predicted", "networks", "family", "Kendall tau", "Spearman rho", "within 10 %"];
  return tableOf([...head, "in the 90 % interval", "fit [s]"], rows);
}
