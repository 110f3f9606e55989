package io.countersign.connectors.settings;

import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.transport.StrictObject;
import io.countersign.domain.catalog.EntityId;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The form of a setting's value: how it's written in the file, and what becomes of it.
 *
 * @param description for the reference: {@code 1 to 300 s}
 * @param reading of what stands in the file; throws an {@link IllegalArgumentException} whose
 *     message goes on where the key ends: {@code must be a text}
 * @param standIn a harmless value instead of one that can't be used, so that reading goes on
 * @param writing as the reference shows a default
 */
public record SettingForm<T>(
    String description, Function<JsonNode, T> reading, T standIn, Function<T, String> writing) {
  private static final SettingForm<String> TEXT =
      new SettingForm<>("text", SettingForm::scalar, "", SettingForm::orNone);
  private static final SettingForm<Boolean> FLAG =
      new SettingForm<>("true or false", SettingForm::truth, false, String::valueOf);
  private static final SettingForm<List<String>> TEXTS =
      new SettingForm<>("list of texts", SettingForm::list, List.of(), SettingForm::joined);
  private static final SettingForm<JsonNode> TREE =
      new SettingForm<>(
          "mapping", it -> it, JsonNodeFactory.instance.objectNode(), JsonNode::toString);

  /** A text; numbers and flags count as such. */
  public static SettingForm<String> text() {
    return TEXT;
  }

  public static SettingForm<Boolean> flag() {
    return FLAG;
  }

  public static SettingForm<List<String>> texts() {
    return TEXTS;
  }

  /** As it stands, for who knows its structure better. */
  public static SettingForm<JsonNode> tree() {
    return TREE;
  }

  /** A text that something has to understand; its complaint is the form's. */
  public static <T> SettingForm<T> parsed(
      String description, Function<String, T> parser, T standIn) {
    return new SettingForm<>(
        description, it -> parser.apply(scalar(it)), standIn, SettingForm::orNone);
  }

  /** A whole number, both bounds inclusive. */
  public static SettingForm<Integer> wholeNumber(int least, int most) {
    return new SettingForm<>(
        least + " to " + most, it -> number(it, least, most), least, String::valueOf);
  }

  /** A whole number of seconds, both bounds inclusive. */
  public static SettingForm<Duration> seconds(int least, int most) {
    return new SettingForm<>(
        least + " to " + most + " s",
        it -> Duration.ofSeconds(number(it, least, most)),
        Duration.ofSeconds(least),
        it -> String.valueOf(it.toSeconds()));
  }

  /** The same of milliseconds. */
  public static SettingForm<Duration> milliseconds(int least, int most) {
    return new SettingForm<>(
        least + " to " + most + " ms",
        it -> Duration.ofMillis(number(it, least, most)),
        Duration.ofMillis(least),
        it -> String.valueOf(it.toMillis()));
  }

  /** An absolute http or https address without credentials in it. */
  public static SettingForm<URI> url() {
    return parsed("address", UrlCheck::parse, URI.create("http://127.0.0.1/"));
  }

  /** The same, of what is sent credentials: https, save on loopback. */
  public static SettingForm<URI> guardedUrl() {
    return parsed("address", UrlCheck::parseGuarded, URI.create("http://127.0.0.1/"));
  }

  /** Whether an address is this machine's own. */
  public static boolean isLoopback(URI url) {
    return UrlCheck.isLoopback(url);
  }

  /** A secret, by reference only. */
  public static SettingForm<String> secret() {
    return parsed("secret reference", SettingForm::reference, "");
  }

  /** A kind or an environment, as an entity's id has it. */
  public static SettingForm<String> entityPart() {
    return parsed("name", SettingForm::part, EntityId.UNKNOWN_ENVIRONMENT);
  }

  private static String part(String text) {
    try {
      return EntityId.service(text, "any").environment();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must begin with a letter or digit and hold only these and . _ : @ -", e);
    }
  }

  /** A place in a JSON value, as RFC 6901 writes it, which isn't the whole. */
  public static SettingForm<JsonPointer> pointer() {
    return parsed("JSON pointer", SettingForm::place, JsonPointer.empty());
  }

  /** One of an enumeration's words: lower-case, with hyphens. */
  public static <E extends Enum<E>> SettingForm<E> word(Class<E> type) {
    var words = EnumNames.all(type);
    return new SettingForm<>(
        String.join(" or ", words),
        it -> oneOf(EnumNames.find(type, scalar(it)), words),
        type.getEnumConstants()[0],
        EnumNames::of);
  }

  /** One of these words; the first stands in. Underscores will do for hyphens. */
  public static SettingForm<String> word(List<String> words) {
    return parsed(
        String.join(" or ", words),
        it -> oneOf(words.contains(it.replace('_', '-')) ? it.replace('_', '-') : null, words),
        words.getFirst());
  }

  private static <T> T oneOf(@Nullable T found, List<String> words) {
    if (found == null) {
      throw new IllegalArgumentException("must be one of " + words);
    }
    return found;
  }

  private static String orNone(Object value) {
    var text = value.toString();
    return text.isEmpty() ? "none" : text;
  }

  private static String scalar(JsonNode value) {
    if (!value.isValueNode()) {
      throw new IllegalArgumentException("must be a text");
    }
    return value.asString();
  }

  private static boolean truth(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("must be true or false");
    }
    return value.booleanValue();
  }

  private static int number(JsonNode value, int least, int most) {
    if (!StrictObject.isWholeNumber(value, least, most)) {
      throw new IllegalArgumentException("must be a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  private static List<String> list(JsonNode value) {
    if (!value.isArray() || !value.values().stream().allMatch(JsonNode::isString)) {
      throw new IllegalArgumentException("must be a list of texts");
    }
    return value.values().stream().map(JsonNode::asString).toList();
  }

  private static String joined(Collection<String> texts) {
    return orNone(String.join(", ", texts));
  }

  private static String reference(String text) {
    if (!Secrets.isReference(text)) {
      throw new IllegalArgumentException(
          "must be a reference, file:PATH or env:NAME, never the secret itself");
    }
    return text;
  }

  private static JsonPointer place(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("must be a JSON pointer such as /records");
    }
    return JsonPointer.compile(text);
  }
}
