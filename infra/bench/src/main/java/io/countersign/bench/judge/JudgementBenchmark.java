package io.countersign.bench.judge;

import io.countersign.bench.Benchmark;
import io.countersign.bench.Figure;
import io.countersign.bench.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark {@code judge}: every set with known answers that lies in a folder. */
@Command(
    name = "judge",
    description =
        "Plays sets with known answers through the product's functions: alert-grouping, petshop,"
            + " rootcausebench.")
public final class JudgementBenchmark implements Benchmark {
  private static final List<DataSetJudge> JUDGES =
      List.of(new AlertGroupingJudge(), new PetShopJudge(), new RootCauseBenchJudge());

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the sets.")
  private Path data = Path.of("");

  @Option(names = "--set", paramLabel = "NAME", description = "Only this one of them.")
  private @Nullable String set;

  @Override
  public void run(Consumer<Figure> figures, PrintStream progress)
      throws UsageException, IOException {
    for (var judge : chosen(progress)) {
      progress.println(judge.set() + " ...");
      judge.judge(data.resolve(judge.set()), progress).forEach(figures);
    }
  }

  private List<DataSetJudge> chosen(PrintStream progress) throws UsageException {
    if (!Files.isDirectory(data)) {
      throw new UsageException("there is no folder " + data);
    }
    var named = JUDGES.stream().filter(it -> set == null || set.equals(it.set()));
    var judges = named.filter(it -> isThere(it, progress)).toList();
    if (judges.isEmpty()) {
      throw new UsageException("nothing to judge in " + data);
    }
    return judges;
  }

  private boolean isThere(DataSetJudge judge, PrintStream progress) {
    boolean there = Files.isDirectory(data.resolve(judge.set()));
    if (!there) {
      progress.println(judge.set() + ": left out, not in " + data);
    }
    return there;
  }
}
