package io.countersign.policies.command;

import io.countersign.domain.Role;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblem;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicySection;
import io.countersign.policies.engine.PolicyYaml;
import io.countersign.policies.lint.Approver;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file that lists who may be asked. */
final class PeopleFile {
  private PeopleFile() {}

  /** Nobody where no file is named; empty, with every problem told, when it can't be read. */
  static Optional<List<Approver>> read(Path path, PrintStream error) throws IOException {
    if (path.toString().isEmpty()) {
      return Optional.of(List.of());
    }
    var problems = new PolicyProblems();
    var file = new PolicyFile(path.toString(), Files.readString(path));
    var section = PolicyYaml.read(file, problems);
    var people = section.map(PeopleFile::people).orElse(List.of());
    return switch (problems.unless(() -> people)) {
      case Compilation.Compiled<List<Approver>>(var all) -> Optional.of(all);
      case Compilation.Rejected<List<Approver>>(var found) -> {
        found.stream().map(PolicyProblem::text).forEach(error::println);
        yield Optional.empty();
      }
    };
  }

  private static List<Approver> people(PolicySection file) {
    var people = file.sections("people").stream().map(PeopleFile::person).toList();
    file.close();
    return people;
  }

  private static Approver person(PolicySection person) {
    Set<String> groups =
        person.has("groups")
            ? new HashSet<>(person.texts("groups", PolicySection.kebabCase()))
            : Set.of();
    var approver = new Approver(person.text("id"), person.choices("roles", Role.class), groups);
    person.close();
    return approver;
  }
}
