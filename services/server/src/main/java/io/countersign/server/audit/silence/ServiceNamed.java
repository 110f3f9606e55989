package io.countersign.server.audit.silence;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.Sight;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.server.access.scope.UnknownEntity;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The service that somebody asks about: by its id, or by its name where only one is called so. */
@Component
record ServiceNamed(Catalog catalog, UnknownEntity unknown) {
  private static final int TOLD = 10;

  /**
   * @throws RefusedException for what names nothing, or several, or isn't in sight
   */
  EntityId of(@Nullable String asked, Sight sight) {
    if (asked == null || asked.isBlank()) {
      throw RefusedException.badRequest("service", "is missing");
    }
    var named =
        asked.contains("/")
            ? ParameterParsing.parameter("service", asked, EntityId::parse, "kind/environment/name")
            : byName(asked, sight);
    if (named == null || !sight.covers(CatalogFacts.reach(named, catalog.owner(named), ""))) {
      throw new RefusedException(RefusalCode.UNKNOWN_SERVICE);
    }
    return named;
  }

  /** Where it isn't in the catalogue, which may be a slip; empty where it is. */
  Optional<String> warning(EntityId service, Sight sight) {
    return unknown.why(service, sight);
  }

  private EntityId byName(String name, Sight sight) {
    var called =
        catalog.contents().entities().stream()
            .filter(it -> it.id().name().equals(name))
            .filter(it -> sight.covers(CatalogFacts.reach(it.id(), it.owner(), "")))
            .map(Entity::id)
            .toList();
    if (called.size() == 1) {
      return called.getFirst();
    }
    var which =
        called.stream().limit(TOLD).map(EntityId::toString).collect(Collectors.joining(", "));
    throw RefusedException.badRequest(
        "service",
        called.isEmpty()
            ? "is no entity's name in the catalogue; what isn't there is asked for as"
                + " kind/environment/name"
            : "is called so several times: say which of " + which);
  }
}
