package io.countersign.connectors.intake;

import io.countersign.domain.Digest;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts of sources as parts of an entity's id, which takes letters, digits and a few signs. */
public final class EntityText {
  /** What templates write for a value that isn't there. */
  private static final Set<String> NOTHING = Set.of("<no value>", "[no value]", "<nil>");

  private static final int LONGEST = 200;
  private static final int TAIL = 8;
  private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}");
  private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
  private static final Pattern BAD = Pattern.compile("[^A-Za-z0-9._:@-]+");
  private static final Pattern BAD_START = Pattern.compile("^[^A-Za-z0-9]+");
  private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{N}&&[^A-Za-z0-9]]");

  private EntityText() {}

  static boolean isThere(String name) {
    return !name.isBlank() && !NOTHING.contains(name);
  }

  /**
   * The entity of a name; empty where that says nothing, or looks like a secret.
   *
   * @param kind and environment as an id has them
   * @param adjustments where it's noted what was done to the name
   */
  public static Optional<EntityId> entity(
      String kind, String environment, String name, Set<Adjustment> adjustments) {
    var told = name.strip();
    if (!isThere(told)) {
      return Optional.empty();
    }
    boolean open = !TextRedaction.isNeeded(told);
    var good = name(told);
    if (!open || !good.equals(told)) {
      adjustments.add(Adjustment.ENTITY_NAME_REPLACED);
    }
    return open ? Optional.of(new EntityId(kind, environment, good)) : Optional.empty();
  }

  /**
   * As it is if an id can hold it. Else blanks, slashes and the like become hyphens and accents go;
   * where letters are lost or the end is, a digest of the whole keeps different names apart.
   */
  static String name(String text) {
    if (GOOD.matcher(text).matches()) {
      return text;
    }
    var plain = ACCENT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    var hyphens = BAD.matcher(plain).replaceAll("-");
    var name = trimmed(BAD_START.matcher(hyphens).replaceFirst(""));
    return name.isEmpty() || name.length() > LONGEST || LETTER.matcher(plain).find()
        ? distinct(name, text)
        : name;
  }

  private static String trimmed(String name) {
    return name.endsWith("-") ? name.substring(0, name.length() - 1) : name;
  }

  private static String distinct(String name, String text) {
    var tail = Digest.ofJson(text).hex().substring(0, TAIL);
    var start = name.substring(0, Math.min(name.length(), LONGEST - TAIL - 1));
    return start.isEmpty() ? tail : start + "-" + tail;
  }

  /**
   * Of an address or URL the host alone: {@code 10.0.0.7:9100}, {@code https://shop.example/up}.
   */
  static String host(String address) {
    int scheme = address.indexOf("://");
    var rest = scheme < 0 ? address : address.substring(scheme + 3);
    int slash = rest.indexOf('/');
    var authority = slash < 0 ? rest : rest.substring(0, slash);
    int bracket = authority.indexOf(']');
    if (authority.startsWith("[") && bracket > 1) {
      return authority.substring(1, bracket);
    }
    int colon = authority.indexOf(':');
    boolean port = colon > 0 && colon == authority.lastIndexOf(':');
    var host = port ? authority.substring(0, colon) : authority;
    return host.isEmpty() ? address : host;
  }
}
