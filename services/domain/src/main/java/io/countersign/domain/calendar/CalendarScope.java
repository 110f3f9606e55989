package io.countersign.domain.calendar;

import io.countersign.domain.access.Reach;
import io.countersign.domain.access.Scope;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.EntityId;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The targets that a calendar is about: all that is given has to fit, so each part makes it
 * narrower; with none it's the whole organisation.
 *
 * @param team the catalogue's owner; null for any
 * @param environment null for any
 * @param entity one entity; null for any
 */
public record CalendarScope(
    @Nullable String team, @Nullable String environment, @Nullable EntityId entity) {
  public static final CalendarScope ORGANISATION = new CalendarScope(null, null, null);

  private static final String WHOLE = "organisation";
  private static final String TEAM = "team=";
  private static final String ENVIRONMENT = "environment=";

  /**
   * @param text {@code organisation}, or parts joined by commas: {@code team=payments}, {@code
   *     environment=production}, {@code service/production/orders}
   * @throws IllegalArgumentException for anything else, and for two parts of a sort
   */
  public static CalendarScope parse(String text) {
    if (text.equals(WHOLE)) {
      return ORGANISATION;
    }
    return Arrays.stream(text.split(",", -1))
        .map(CalendarScope::part)
        .reduce(CalendarScope::joined)
        .orElseThrow();
  }

  private static CalendarScope part(String text) {
    if (text.startsWith(TEAM)) {
      return new CalendarScope(name(text, TEAM), null, null);
    }
    if (text.startsWith(ENVIRONMENT)) {
      return new CalendarScope(null, name(text, ENVIRONMENT), null);
    }
    return new CalendarScope(null, null, EntityId.parse(text));
  }

  private static String name(String text, String part) {
    var name = text.substring(part.length());
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")) {
      throw new IllegalArgumentException("not a scope (organisation, or team=..,..): " + text);
    }
    return name;
  }

  private CalendarScope joined(CalendarScope other) {
    return new CalendarScope(
        one(team, other.team), one(environment, other.environment), one(entity, other.entity));
  }

  private static <T> @Nullable T one(@Nullable T first, @Nullable T second) {
    if (first != null && second != null) {
      throw new IllegalArgumentException("two of a sort in one scope: " + first + ", " + second);
    }
    return first == null ? second : first;
  }

  /** What somebody has to have a role over who closes or opens it; unknown parts are empty. */
  Reach reach(CatalogFacts catalog) {
    return entity == null
        ? new Reach(orEmpty(team), orEmpty(environment), "", "")
        : catalog.reach(entity, "");
  }

  /** The same as bounds of roles, of what it's about as the catalogue says now. */
  public Scope within(CatalogFacts catalog) {
    var reach = reach(catalog);
    return new Scope(
        orNull(reach.team()), orNull(reach.environment()), orNull(reach.service()), null);
  }

  private static @Nullable String orNull(String name) {
    return name.isEmpty() ? null : name;
  }

  private static String orEmpty(@Nullable String name) {
    return name == null ? "" : name;
  }

  public boolean holdsFor(CalendarTarget.Place place) {
    return (team == null || team.equals(place.team()))
        && (environment == null || environment.equals(place.entity().environment()))
        && (entity == null || entity.equals(place.entity()));
  }

  @Override
  public String toString() {
    var parts =
        Stream.of(
                team == null ? null : TEAM + team,
                environment == null ? null : ENVIRONMENT + environment,
                entity == null ? null : entity.toString())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(","));
    return parts.isEmpty() ? WHOLE : parts;
  }
}
