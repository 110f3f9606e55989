package io.countersign.server.catalog;

import io.countersign.connectors.canonical.CatalogContent;
import io.countersign.connectors.canonical.CatalogDocument;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.CatalogEvent.EntityDeclared;
import io.countersign.domain.catalog.CatalogEvent.EntityRetired;
import io.countersign.domain.catalog.CatalogEvent.RelationDeclared;
import io.countersign.domain.catalog.CatalogEvent.RelationRetired;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.server.config.Configuration;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.body.DeliveryBody;
import io.countersign.server.web.problem.RefusedException;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue, read and replaced as a whole. */
@RestController
@RequestMapping("/api/v1/catalog")
class CatalogController {
  /** One entry. */
  record Entry(
      String id,
      String kind,
      String environment,
      String name,
      String owner,
      int tier,
      boolean entryPoint) {
    static Entry of(Entity it) {
      var id = it.id();
      return new Entry(
          id.toString(),
          id.kind(),
          id.environment(),
          id.name(),
          it.owner(),
          it.tier(),
          it.entryPoint());
    }
  }

  /** What depends on what. */
  record Edge(String kind, String from, String to) {
    static Edge of(Relation it) {
      return new Edge(ParameterParsing.lower(it.kind()), it.from().toString(), it.to().toString());
    }
  }

  /** All of it. */
  record Contents(long position, List<Entry> entities, List<Edge> relations) {}

  /**
   * How many were new, changed or gone.
   *
   * @param undeclared what relations name, but no entry declares: perhaps a slip of the pen; absent
   *     when there is none
   * @param unnamedOwners of which entries the owner isn't recorded as it stands there, since it
   *     looks like a secret or a person's address; absent when there is none
   * @param waiting how many reductions wait for a second person
   * @param confirmation by which they agree; absent when nothing waits
   */
  record Applied(
      long position,
      long declared,
      long retired,
      long relationsDeclared,
      long relationsRetired,
      @Nullable List<String> undeclared,
      @Nullable List<String> unnamedOwners,
      long waiting,
      @Nullable String confirmation) {}

  /** So many are told by name. */
  private static final int MOST_NAMED = 100;

  private final Catalog catalog;
  private final CatalogReplacement replacement;
  private final Configuration configuration;

  CatalogController(Catalog catalog, CatalogReplacement replacement, Configuration configuration) {
    this.catalog = catalog;
    this.replacement = replacement;
    this.configuration = configuration;
  }

  @GetMapping
  Contents read() {
    var contents = catalog.contents();
    return new Contents(
        contents.position(),
        contents.entities().stream().map(Entry::of).toList(),
        contents.relations().stream().map(Edge::of).toList());
  }

  /** All or nothing, but for what waits for a second person; what is as it was makes no event. */
  @PutMapping
  Applied replace(@Parameter(hidden = true) HttpServletRequest request, Origin origin)
      throws IOException {
    var body = DeliveryBody.of(request);
    return switch (body.parse(
        it -> CatalogDocument.parse(it, configuration.environmentDefault()))) {
      case ParsedBody.Accepted<CatalogContent>(var content) -> apply(content, origin);
      case ParsedBody.Malformed<CatalogContent>(var problems) ->
          throw new RefusedException(
              RefusalCode.BAD_REQUEST,
              "The catalogue can't be used; nothing was changed.",
              problems);
      case ParsedBody.TooLarge<CatalogContent>(var problem) ->
          throw new RefusedException(RefusalCode.TOO_LARGE, "The catalogue " + problem);
    };
  }

  private Applied apply(CatalogContent content, Origin origin) {
    var undeclared = undeclared(content);
    var replaced = replacement.by(content, origin);
    var events = replaced.events();
    return new Applied(
        replaced.position(),
        count(events, EntityDeclared.class),
        count(events, EntityRetired.class),
        count(events, RelationDeclared.class),
        count(events, RelationRetired.class),
        undeclared,
        unnamedOwners(content),
        replaced.waiting(),
        replaced.confirmation());
  }

  private static @Nullable List<String> undeclared(CatalogContent content) {
    var declared = content.entities().stream().map(Entity::id).collect(Collectors.toSet());
    return named(
        content.relations().stream()
            .flatMap(it -> Stream.of(it.from(), it.to()))
            .filter(it -> !declared.contains(it)));
  }

  private static @Nullable List<String> unnamedOwners(CatalogContent content) {
    return named(
        content.entities().stream()
            .filter(it -> it.owner().contains(TextRedaction.MARK))
            .map(Entity::id));
  }

  private static @Nullable List<String> named(Stream<EntityId> entities) {
    var names = entities.distinct().sorted().limit(MOST_NAMED).map(EntityId::toString).toList();
    return names.isEmpty() ? null : names;
  }

  private static long count(List<CatalogEvent> events, Class<? extends CatalogEvent> type) {
    return events.stream().filter(type::isInstance).count();
  }
}
