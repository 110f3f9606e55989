package io.countersign.policies.engine;

import io.countersign.policies.engine.Compilation.Compiled;
import io.countersign.policies.engine.Compilation.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** The collection of what is wrong with a file, so that an author sees all of it at once. */
public final class PolicyProblems {
  private static final Comparator<PolicyProblem> BY_PLACE =
      Comparator.comparing(PolicyProblem::file)
          .thenComparing(PolicyProblem::line)
          .thenComparing(PolicyProblem::column)
          .thenComparing(PolicyProblem::message);

  private final List<PolicyProblem> problems = new ArrayList<>();

  /** The value if nothing is wrong; it isn't even made otherwise. */
  public <T> Compilation<T> unless(Supplier<T> value) {
    return problems.isEmpty()
        ? new Compiled<>(value.get())
        : new Rejected<>(problems.stream().distinct().sorted(BY_PLACE).toList());
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  void add(PolicyFile file, String message) {
    problems.add(new PolicyProblem(file.name(), 1, 1, message, ""));
  }

  void add(PolicyFile file, Node node, String message) {
    add(file, node.getStartMark(), message);
  }

  void add(PolicyFile file, Optional<Mark> mark, String message) {
    mark.ifPresentOrElse(m -> problems.add(at(file, m, message)), () -> add(file, message));
  }

  /**
   * @param offset in the file's text
   */
  void add(PolicyFile file, int offset, String message) {
    var before = file.text().substring(0, Math.min(offset, file.text().length()));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n') - 1;
    var source = file.text().lines().skip(line).findFirst().orElse("");
    problems.add(
        new PolicyProblem(
            file.name(), line + 1, Math.min(column, source.length()) + 1, message, source));
  }

  private static PolicyProblem at(PolicyFile file, Mark mark, String message) {
    var source = file.text().lines().skip(mark.getLine()).findFirst().orElse("");
    int column = Math.min(mark.getColumn(), source.length()) + 1;
    return new PolicyProblem(file.name(), mark.getLine() + 1, column, message, source);
  }
}
