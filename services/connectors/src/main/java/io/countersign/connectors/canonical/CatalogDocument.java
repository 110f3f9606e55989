package io.countersign.connectors.canonical;

import io.countersign.connectors.intake.BodyReader;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.settings.EnumNames;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.connectors.transport.StrictYaml;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The catalogue as YAML or JSON: {@code {environment?, entities: [{kind?, name, environment?,
 * owner, tier, entryPoint?}], relations: [{kind?, from, to}]}}. All or nothing: with one problem
 * none of it is taken.
 */
public final class CatalogDocument {
  private static final int MAX_ENTITIES = 10_000;
  private static final int MAX_RELATIONS = 50_000;
  private static final StrictYaml YAML = StrictYaml.upTo(ParsedBody.MAX_BYTES);
  private static final Set<String> ENTITY =
      Set.of("kind", "name", "environment", "owner", "tier", "entryPoint");

  private final List<InputProblem> problems = new ArrayList<>();
  private final Map<EntityId, Entity> entities = new LinkedHashMap<>();
  private final Set<Relation> relations = new LinkedHashSet<>();
  private String environment;

  private CatalogDocument(String environment) {
    this.environment = environment;
  }

  /**
   * Reads a body; it never throws for what it reads.
   *
   * @param environmentDefault of entities when neither they nor the document name one
   */
  public static ParsedBody<CatalogContent> parse(byte[] body, String environmentDefault) {
    return body.length > ParsedBody.MAX_BYTES
        ? ParsedBody.tooLong()
        : new CatalogDocument(environmentDefault).read(body);
  }

  private ParsedBody<CatalogContent> read(byte[] body) {
    var tree =
        looksLikeJson(body) ? StrictJson.read(body, problems::add) : YAML.read(body, problems::add);
    if (!problems.isEmpty()) {
      return new ParsedBody.Malformed<>(problems);
    }
    var top = new BodyReader(tree.orElse(MissingNode.getInstance()), "", problems);
    top.only(Set.of("environment", "entities", "relations"));
    environment = top.has("environment") ? top.text("environment", 200) : environment;
    var declared = top.items("entities");
    var related = top.has("relations") ? top.items("relations") : List.<JsonNode>of();
    if (declared.size() > MAX_ENTITIES || related.size() > MAX_RELATIONS) {
      return new ParsedBody.TooLarge<>(
          new InputProblem(
              "",
              "has more than " + MAX_ENTITIES + " entities or " + MAX_RELATIONS + " relations"));
    }
    for (int i = 0; i < declared.size(); i++) {
      entity(new BodyReader(declared.get(i), "/entities/" + i, problems));
    }
    for (int i = 0; i < related.size(); i++) {
      relation(new BodyReader(related.get(i), "/relations/" + i, problems));
    }
    return problems.isEmpty()
        ? new ParsedBody.Accepted<>(
            new CatalogContent(List.copyOf(entities.values()), List.copyOf(relations)))
        : new ParsedBody.Malformed<>(problems);
  }

  private void entity(BodyReader entity) {
    entity.only(ENTITY);
    var id = id(entity);
    var owner = TextRedaction.text(entity.text("owner", 200));
    long tier = entity.count("tier");
    if (tier < 1 || tier > 4) {
      entity.problem("tier", "must be a whole number from 1 to 4");
    }
    var entryPoint = entity.value("entryPoint");
    if (!entryPoint.isMissingNode() && !entryPoint.isBoolean()) {
      entity.problem("entryPoint", "must be true or false");
    }
    if (id.isPresent() && entities.containsKey(id.get())) {
      entity.problem("name", "is declared twice");
    }
    if (entity.good() && id.isPresent()) {
      entities.put(id.get(), new Entity(id.get(), owner, (int) tier, entryPoint.asBoolean(false)));
    }
  }

  private Optional<EntityId> id(BodyReader entity) {
    var name = entity.text("name", 200);
    var kind = entity.has("kind") ? entity.text("kind", 200) : "service";
    var where = entity.has("environment") ? entity.text("environment", 200) : environment;
    if (!entity.good()) {
      return Optional.empty();
    }
    try {
      return recordable(new EntityId(kind, where, name), entity, "name");
    } catch (IllegalArgumentException e) {
      entity.problem("name", "or kind or environment has characters that no entity's id has");
      return Optional.empty();
    }
  }

  private void relation(BodyReader relation) {
    relation.only(Set.of("kind", "from", "to"));
    var word = relation.has("kind") ? relation.text("kind", 64) : "calls";
    var kind = EnumNames.find(Relation.Kind.class, word);
    if (kind == null) {
      relation.problem("kind", "must be one of " + EnumNames.all(Relation.Kind.class));
    }
    var from = end(relation, "from");
    var to = end(relation, "to");
    if (relation.good() && kind != null && from.isPresent() && to.isPresent()) {
      relations.add(new Relation(kind, from.get(), to.get()));
    }
  }

  private Optional<EntityId> end(BodyReader relation, String key) {
    var text = relation.text(key, 700);
    var found = EntityNames.find(text, "service", environment);
    if (found.isEmpty() && !text.isEmpty()) {
      relation.problem(key, "must be an entity's name, or kind/environment/name");
    }
    return found.flatMap(it -> recordable(it, relation, key));
  }

  /** What an alert is about is named without it: it would never be about this. */
  private static Optional<EntityId> recordable(EntityId id, BodyReader body, String key) {
    if (id.redacted().equals(id)) {
      return Optional.of(id);
    }
    body.problem(
        key,
        "or kind or environment looks like a secret or somebody's address: alerts are recorded"
            + " without those, so none would be about it");
    return Optional.empty();
  }

  private static boolean looksLikeJson(byte[] body) {
    for (byte b : body) {
      if (b > ' ' || b < 0) {
        return b == '{' || b == '[';
      }
    }
    return true;
  }
}
