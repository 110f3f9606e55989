package io.countersign.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * A benchmark that {@code countersign bench NAME} runs: a command of picocli's, whose options are
 * filled in before it runs.
 */
public interface Benchmark {
  /**
   * Measures, and hands over each figure as soon as it's known.
   *
   * @param progress for people
   * @throws UsageException when it was asked for wrongly
   */
  void run(Consumer<Figure> figures, PrintStream progress) throws UsageException, IOException;
}
