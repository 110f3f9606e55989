package io.countersign.connectors.template;

import io.countersign.connectors.settings.SettingForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with references: {@code ${target.name}}. {@code ${int:parameters.replicas}}, alone in its
 * text, stands for a whole number.
 */
public final class TextTemplate {
  /** How it's written in the configuration file. */
  public static final SettingForm<TextTemplate> FORM =
      SettingForm.parsed("template", TextTemplate::parse, new TextTemplate("", List.of(), false));

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(?<type>int:)?(?<name>[A-Za-z][A-Za-z0-9_.-]*)}");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,15}");

  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Reference(String name) implements Part {}
  }

  private final String text;
  private final List<Part> parts;
  private final boolean number;

  private TextTemplate(String text, List<Part> parts, boolean number) {
    this.text = text;
    this.parts = List.copyOf(parts);
    this.number = number;
  }

  /**
   * @throws IllegalArgumentException when a reference is malformed
   */
  public static TextTemplate parse(String text) {
    var parts = new ArrayList<Part>();
    var matcher = REFERENCE.matcher(text);
    int end = 0;
    boolean number = false;
    while (matcher.find()) {
      literal(text.substring(end, matcher.start()), parts);
      parts.add(new Part.Reference(matcher.group("name")));
      number |= matcher.group("type") != null;
      end = matcher.end();
    }
    literal(text.substring(end), parts);
    if (number && parts.size() != 1) {
      throw new IllegalArgumentException("a reference with int: must stand alone");
    }
    return new TextTemplate(text, parts, number);
  }

  private static void literal(String text, List<Part> parts) {
    if (text.contains("${")) {
      throw new IllegalArgumentException("a reference must look like ${target.name}");
    }
    if (!text.isEmpty()) {
      parts.add(new Part.Literal(text));
    }
  }

  /** The names that it refers to, in order. */
  public Set<String> references() {
    var names = new LinkedHashSet<String>();
    for (var part : parts) {
      if (part instanceof Part.Reference(var name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether it stands for a whole number. */
  public boolean isNumber() {
    return number;
  }

  /** Why it can't be filled in with these values, or null. */
  public @Nullable String obstacle(Map<String, String> values) {
    for (var name : references()) {
      var value = values.get(name);
      if (value == null) {
        return "there is no value for " + name;
      }
      if (number && !WHOLE_NUMBER.matcher(value).matches()) {
        return name + " must be a whole number";
      }
    }
    return null;
  }

  /** Filled in; only for values without an {@link #obstacle}. */
  public String fill(Map<String, String> values) {
    return fill(values, UnaryOperator.identity());
  }

  /** As {@link #obstacle}, of an address: its values must not lead to another place. */
  public @Nullable String urlObstacle(Map<String, String> values) {
    var obstacle = obstacle(values);
    if (obstacle != null) {
      return obstacle;
    }
    return DotSegments.in(fill(values, TextTemplate::percentEncoded))
        ? "a value leads out of its part of the address"
        : null;
  }

  /**
   * Filled in, each value percent-encoded, so that it stays within its part of a URL.
   *
   * @throws IllegalArgumentException for values with a {@link #urlObstacle}
   */
  public String fillUrl(Map<String, String> values) {
    var url = fill(values, TextTemplate::percentEncoded);
    if (DotSegments.in(url)) {
      throw new IllegalArgumentException("a value leads out of its part of the address");
    }
    return url;
  }

  private String fill(Map<String, String> values, UnaryOperator<String> encoding) {
    var text = new StringBuilder();
    for (var part : parts) {
      switch (part) {
        case Part.Literal(var literal) -> text.append(literal);
        case Part.Reference(var name) -> text.append(encoding.apply(values.getOrDefault(name, "")));
      }
    }
    return text.toString();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  private static String percentEncoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
