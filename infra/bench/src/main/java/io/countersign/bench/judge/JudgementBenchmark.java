package io.countersign.bench.judge;

import io.countersign.bench.Arguments;
import io.countersign.bench.Benchmark;
import io.countersign.bench.Figure;
import io.countersign.bench.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** {@code bench judge}: every set that lies in a folder. */
public final class JudgementBenchmark implements Benchmark {
  private static final String DATA = "--data";
  private static final String SET = "--set";

  private static final List<DataSetJudge> JUDGES =
      List.of(new AlertGrouping(), new PetShop(), new RootCauseBench());

  @Override
  public String name() {
    return "judge";
  }

  @Override
  public String usage() {
    return "--data DIR [--set NAME]\n"
        + "    plays the sets in DIR with known answers through the product's functions: "
        + String.join(", ", JUDGES.stream().map(DataSetJudge::set).toList());
  }

  @Override
  public void run(List<String> arguments, Consumer<Figure> figures, PrintStream progress)
      throws UsageException, IOException {
    var given = Arguments.read(arguments, Set.of(DATA, SET));
    var data = given.folder(DATA);
    for (var judge : chosen(given, data, progress)) {
      progress.println(judge.set() + " ...");
      judge.judge(data.resolve(judge.set()), progress).forEach(figures);
    }
  }

  private static List<DataSetJudge> chosen(Arguments given, Path data, PrintStream progress)
      throws UsageException {
    var wanted = given.text(SET);
    var named = JUDGES.stream().filter(it -> wanted.isEmpty() || wanted.get().equals(it.set()));
    var judges = named.filter(it -> isThere(data, it, progress)).toList();
    if (judges.isEmpty()) {
      throw new UsageException("nothing to judge in " + data);
    }
    return judges;
  }

  private static boolean isThere(Path data, DataSetJudge judge, PrintStream progress) {
    boolean there = Files.isDirectory(data.resolve(judge.set()));
    if (!there) {
      progress.println(judge.set() + ": left out, not in " + data);
    }
    return there;
  }
}
