package io.countersign.connectors.canonical;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictJson;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** YAML from outside: one document, bounded, no key twice, no aliases. */
final class StrictYaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(StrictJson.LIMITS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictYaml() {}

  static Optional<JsonNode> read(byte[] body, Consumer<InputProblem> complaint) {
    try {
      if (hasAlias(body)) {
        complaint.accept(new InputProblem("", "must not use aliases"));
        return Optional.empty();
      }
      return Optional.of(MAPPER.readTree(body));
    } catch (JacksonException e) {
      complaint.accept(new InputProblem("", "is not well-formed YAML" + StrictJson.where(e)));
      return Optional.empty();
    }
  }

  /** The tree reader would take an alias for a text with the anchor's name. */
  private static boolean hasAlias(byte[] body) {
    try (var parser = (YAMLParser) MAPPER.createParser(body)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          return true;
        }
      }
      return false;
    }
  }
}
