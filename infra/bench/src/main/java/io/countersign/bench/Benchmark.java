package io.countersign.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/** Something that {@code countersign bench NAME} runs. */
public interface Benchmark {
  /** As it is asked for. */
  String name();

  /** What may follow the name, and what it does: a line each. */
  String usage();

  /**
   * Measures, and hands over each figure as soon as it's known.
   *
   * @param arguments what followed the name
   * @param progress for people
   * @throws UsageException when it was asked for wrongly
   */
  void run(List<String> arguments, Consumer<Figure> figures, PrintStream progress)
      throws UsageException, IOException;
}
