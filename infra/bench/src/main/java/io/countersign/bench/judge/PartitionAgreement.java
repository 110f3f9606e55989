package io.countersign.bench.judge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The agreement of one way to divide things into groups with another: over pairs of things, and
 * over information. Both list the group of each thing, in the same order.
 */
final class PartitionAgreement {
  private record Cell(String found, String truth) {}

  private final double things;
  private final double together;
  private final double foundTogether;
  private final double trulyTogether;
  private final int groups;
  private final double mutual;
  private final double foundEntropy;
  private final double trueEntropy;

  private PartitionAgreement(
      Map<Cell, Integer> cells, Map<String, Integer> found, Map<String, Integer> truth, int size) {
    things = size;
    together = pairs(cells.values());
    foundTogether = pairs(found.values());
    trulyTogether = pairs(truth.values());
    groups = found.size();
    foundEntropy = entropy(found.values());
    trueEntropy = entropy(truth.values());
    mutual = foundEntropy + trueEntropy - entropy(cells.values());
  }

  static PartitionAgreement compare(List<String> found, List<String> truth) {
    Map<Cell, Integer> cells = new HashMap<>();
    Map<String, Integer> foundSizes = new HashMap<>();
    Map<String, Integer> trueSizes = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      cells.merge(new Cell(found.get(i), truth.get(i)), 1, Integer::sum);
      foundSizes.merge(found.get(i), 1, Integer::sum);
      trueSizes.merge(truth.get(i), 1, Integer::sum);
    }
    return new PartitionAgreement(cells, foundSizes, trueSizes, found.size());
  }

  /** Of the pairs that were put together, those that belong together. */
  double precision() {
    return foundTogether == 0 ? 1 : together / foundTogether;
  }

  /** Of the pairs that belong together, those that were put together. */
  double recall() {
    return trulyTogether == 0 ? 1 : together / trulyTogether;
  }

  double f1() {
    double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }

  /** Adjusted Rand index: 1 is the same, 0 no better than by chance. */
  double adjustedRand() {
    double all = things * (things - 1) / 2;
    double chance = all == 0 ? 0 : foundTogether * trulyTogether / all;
    double most = (foundTogether + trulyTogether) / 2;
    return most == chance ? 1 : (together - chance) / (most - chance);
  }

  /** Normalised mutual information, by the arithmetic mean of the entropies. */
  double normalisedMutualInformation() {
    double mean = (foundEntropy + trueEntropy) / 2;
    return mean == 0 ? 1 : mutual / mean;
  }

  /** How much less there is to look at: 1 - groups / things. */
  double compression() {
    return things == 0 ? 0 : 1 - groups / things;
  }

  private static double pairs(Collection<Integer> sizes) {
    return sizes.stream().mapToDouble(it -> it * (it - 1.0) / 2).sum();
  }

  private double entropy(Collection<Integer> sizes) {
    return sizes.stream().mapToDouble(it -> -it / things * Math.log(it / things)).sum();
  }
}
