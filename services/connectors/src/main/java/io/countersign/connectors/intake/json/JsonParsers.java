package io.countersign.connectors.intake.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;

/** The parsers of delivered bodies. */
final class JsonParsers {
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int DEEPEST = 1_000;

  /** What is told as odd may be so at a greater depth: each level costs little. */
  private static final int DEEPEST_OF_BROKEN = 50_000;

  private static final JsonFactory STRICT = builder(DEEPEST).build();

  private static final JsonFactory LENIENT =
      builder(DEEPEST_OF_BROKEN)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private JsonParsers() {}

  /** Of names that a caller makes up none is remembered beyond its body. */
  private static JsonFactoryBuilder builder(int deepest) {
    return JsonFactory.builder()
        .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(deepest)
                .maxNameLength(MOST_BYTES)
                .maxNumberLength(MOST_BYTES)
                .maxStringLength(MOST_BYTES)
                .build());
  }

  /** Of JSON as the standard has it. */
  static JsonParser strict(byte[] body) {
    return STRICT.createParser(ObjectReadContext.empty(), body);
  }

  /** The same of a text. */
  static JsonParser strict(char[] text) {
    return STRICT.createParser(ObjectReadContext.empty(), text);
  }

  /** Of what many take for JSON, from a place in a text on. */
  static JsonParser lenient(char[] text, int from) {
    return LENIENT.createParser(ObjectReadContext.empty(), text, from, text.length - from);
  }
}
