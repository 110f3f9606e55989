package io.countersign.connectors.transport;

import io.countersign.connectors.spi.InputProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * YAML from outside: one document, bounded in length, number and depth, no key twice. Aliases,
 * merge keys and tags are refused with their line, as in policies: a file says what it says where
 * it says it, and can't grow while it's read. Two passes over its events, so it takes time in
 * proportion to its length.
 */
public final class StrictYaml {
  private static final int DEEPEST = 64;
  private static final String MERGE = "<<";

  private final int most;

  private StrictYaml(int most) {
    this.most = most;
  }

  /**
   * A reader.
   *
   * @param most characters in one document
   */
  public static StrictYaml upTo(int most) {
    return new StrictYaml(most);
  }

  /** As below, of bytes, which have to be UTF-8. */
  public Optional<JsonNode> read(byte[] body, Consumer<InputProblem> complaint) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return read(text, complaint);
    } catch (CharacterCodingException _) {
      return refused("is not UTF-8", complaint);
    }
  }

  /**
   * Empty if it isn't such YAML.
   *
   * @param complaint told why not, without the material itself
   */
  public Optional<JsonNode> read(String text, Consumer<InputProblem> complaint) {
    if (text.length() > most) {
      return refused("is longer than " + most + " characters", complaint);
    }
    var settings = settings(text);
    try {
      var wrong = firstWrong(text, settings);
      return wrong.isPresent()
          ? refused(wrong.get(), complaint)
          : Optional.of(mapper(settings).readTree(text));
    } catch (MarkedYamlEngineException e) {
      return refused(
          "is not well-formed YAML" + YamlMistake.of(e) + at(e.getProblemMark()), complaint);
    } catch (YamlEngineException _) {
      return refused("is not YAML that can be read", complaint);
    } catch (JacksonException e) {
      return refused("is not well-formed YAML" + StrictJson.where(e), complaint);
    }
  }

  private static Optional<JsonNode> refused(String why, Consumer<InputProblem> complaint) {
    complaint.accept(new InputProblem("", why));
    return Optional.empty();
  }

  /** The engine fails where a buffer ends within a character, so that one holds all. */
  private LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setCodePointLimit(most)
        .setBufferSize(text.length() + 2)
        .setAllowDuplicateKeys(true)
        .build();
  }

  private static YAMLMapper mapper(LoadSettings settings) {
    return YAMLMapper.builder(
            YAMLFactory.builder()
                .loadSettings(settings)
                .streamReadConstraints(StrictJson.LIMITS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static Optional<String> firstWrong(String text, LoadSettings settings) {
    int depth = 0;
    int events = 0;
    for (var event : new Parse(settings).parseString(text)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      var wrong = tooMuch(depth, ++events).orElseGet(() -> wrong(event));
      if (wrong != null) {
        return Optional.of(wrong + at(event.getStartMark()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> tooMuch(int depth, int events) {
    if (events > StrictJson.MOST_VALUES) {
      return Optional.of("has more than " + StrictJson.MOST_VALUES + " names and values");
    }
    return depth > DEEPEST ? Optional.of("is nested deeper than " + DEEPEST) : Optional.empty();
  }

  private static @Nullable String wrong(Event event) {
    return switch (event) {
      case AliasEvent _ -> "must not use aliases: say it where it holds";
      case ScalarEvent scalar when scalar.getTag().isPresent() -> "must not use tags";
      case CollectionStartEvent start when start.getTag().isPresent() -> "must not use tags";
      case ScalarEvent scalar when scalar.isPlain() && scalar.getValue().equals(MERGE) ->
          "must not use merge keys: say it where it holds";
      default -> null;
    };
  }

  private static String at(Optional<Mark> mark) {
    return mark.map(it -> ", near line " + (it.getLine() + 1) + ", column " + (it.getColumn() + 1))
        .orElse("");
  }
}
