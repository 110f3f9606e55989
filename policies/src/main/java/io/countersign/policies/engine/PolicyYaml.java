package io.countersign.policies.engine;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * The reader of one document of plain YAML. Aliases, merge keys and tags are refused, as in every
 * other file: a policy says what it says in the place where it says it, and can't grow while it is
 * read.
 */
public final class PolicyYaml {
  /** Characters that a policy file may have. */
  public static final int MAX_LENGTH = 65_536;

  private static final int MAX_DEPTH = 16;
  private static final String NO_TAGS = "tags are refused: a value is what it looks like";

  private PolicyYaml() {}

  /** The document's members; empty, with the reason among the problems, when it has none. */
  public static Optional<PolicySection> read(PolicyFile file, PolicyProblems problems) {
    if (file.text().length() > MAX_LENGTH) {
      problems.add(file, "longer than " + MAX_LENGTH + " characters");
      return Optional.empty();
    }
    var settings =
        LoadSettings.builder()
            .setLabel(file.name())
            .setBufferSize(
                file.text().length() + 2) // the engine fails where one ends in a character
            .setAllowDuplicateKeys(true)
            .build();
    try {
      return plain(file, settings, problems) ? compose(file, settings, problems) : Optional.empty();
    } catch (MarkedYamlEngineException e) {
      problems.add(file, e.getProblemMark(), "not YAML: " + e.getProblem());
    } catch (YamlEngineException _) {
      problems.add(file, "not YAML that can be read");
    }
    return Optional.empty();
  }

  private static Optional<PolicySection> compose(
      PolicyFile file, LoadSettings settings, PolicyProblems problems) {
    var root = new Compose(settings).composeString(file.text());
    if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
      problems.add(file, root.flatMap(n -> n.getStartMark()), "a mapping of keys is wanted here");
      return Optional.empty();
    }
    return Optional.of(new PolicySection(file, mapping, problems));
  }

  private static boolean plain(PolicyFile file, LoadSettings settings, PolicyProblems problems) {
    boolean plain = true;
    int depth = 0;
    for (var event : new Parse(settings).parseString(file.text())) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      var complaint = complaint(event, depth);
      complaint.ifPresent(message -> problems.add(file, event.getStartMark(), message));
      if (depth > MAX_DEPTH) {
        return false;
      }
      plain &= complaint.isEmpty();
    }
    return plain;
  }

  private static Optional<String> complaint(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      return Optional.of("nested deeper than " + MAX_DEPTH);
    }
    return switch (event) {
      case AliasEvent _ -> Optional.of("aliases are refused: say it here");
      case ScalarEvent scalar when scalar.getTag().isPresent() -> Optional.of(NO_TAGS);
      case CollectionStartEvent start when start.getTag().isPresent() -> Optional.of(NO_TAGS);
      case ScalarEvent scalar when scalar.isPlain() && scalar.getValue().equals("<<") ->
          Optional.of("merge keys are refused: say it here");
      default -> Optional.empty();
    };
  }
}
