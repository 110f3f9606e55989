package io.countersign.domain.catalog;

import io.countersign.domain.catalog.CatalogDraft.Checked;
import io.countersign.domain.catalog.CatalogDraft.DraftEntity;
import io.countersign.domain.catalog.CatalogDraft.DraftRelation;
import io.countersign.domain.catalog.CatalogDraft.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One look at a draft: collects every problem, and what is right of it. */
final class CatalogDraftCheck {
  private static final int LEAST_IMPORTANT = 4;

  private final CatalogDraft draft;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<EntityId, Optional<Entity>> declared = new LinkedHashMap<>();
  private final Set<Relation> relations = new LinkedHashSet<>();

  CatalogDraftCheck(CatalogDraft draft) {
    this.draft = draft;
  }

  Checked run() {
    for (int i = 0; i < draft.entities().size(); i++) {
      entity("entities[" + i + "]", draft.entities().get(i));
    }
    for (int i = 0; i < draft.relations().size(); i++) {
      relation("relations[" + i + "]", draft.relations().get(i));
    }
    if (!problems.isEmpty()) {
      return new Checked.Unsound(problems);
    }
    var entities = declared.values().stream().flatMap(Optional::stream).toList();
    return new Checked.Sound(new Inventory(entities, List.copyOf(relations)));
  }

  /**
   * One with a bad owner or tier still counts as declared, so that relations to it aren't blamed.
   */
  private void entity(String path, DraftEntity raw) {
    var id = id(path, raw);
    var owner = owner(path, raw.owner());
    var tier = tier(path, raw.tier());
    if (id.isEmpty()) {
      return;
    }
    if (declared.containsKey(id.get())) {
      problem(path, "declared twice: " + id.get());
      return;
    }
    boolean whole = owner.isPresent() && tier.isPresent();
    declared.put(
        id.get(),
        whole
            ? Optional.of(new Entity(id.get(), owner.get(), tier.get(), raw.entryPoint()))
            : Optional.empty());
  }

  private Optional<EntityId> id(String path, DraftEntity raw) {
    var environment = raw.environment() == null ? draft.environment() : raw.environment();
    if (raw.name() == null) {
      problem(path + ".name", "is missing");
    }
    if (environment == null) {
      problem(path + ".environment", "is missing, and the catalogue names none for all");
    }
    if (raw.name() == null || environment == null) {
      return Optional.empty();
    }
    try {
      var kind = Objects.requireNonNullElse(raw.kind(), "service");
      return Optional.of(new EntityId(kind, environment, raw.name()));
    } catch (IllegalArgumentException e) {
      problem(path, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<String> owner(String path, @Nullable String owner) {
    if (owner == null || owner.isBlank()) {
      problem(path + ".owner", "is missing");
      return Optional.empty();
    }
    return Optional.of(owner);
  }

  private Optional<Integer> tier(String path, @Nullable Integer tier) {
    if (tier == null || tier < 1 || tier > LEAST_IMPORTANT) {
      problem(path + ".tier", "must be 1 to 4");
      return Optional.empty();
    }
    return Optional.of(tier);
  }

  private void relation(String path, DraftRelation raw) {
    var kind = kind(path, raw.kind());
    var from = end(path + ".from", raw.from());
    var to = end(path + ".to", raw.to());
    if (kind.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return;
    }
    if (from.equals(to)) {
      problem(path, "relates an entity to itself: " + from.get());
    } else if (!relations.add(new Relation(kind.get(), from.get(), to.get()))) {
      problem(path, "declared twice");
    }
  }

  private Optional<Relation.Kind> kind(String path, @Nullable String kind) {
    var name = Objects.requireNonNullElse(kind, "calls").toUpperCase(Locale.ROOT).replace('-', '_');
    var known =
        Arrays.stream(Relation.Kind.values()).filter(it -> it.name().equals(name)).findFirst();
    if (known.isEmpty()) {
      problem(path + ".kind", "is none of " + Arrays.toString(Relation.Kind.values()));
    }
    return known;
  }

  private Optional<EntityId> end(String path, @Nullable String text) {
    var found = declared.keySet().stream().filter(id -> names(id, text)).toList();
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    problem(
        path,
        found.isEmpty()
            ? "isn't declared: " + text
            : "could be any of "
                + found.stream().map(EntityId::toString).collect(Collectors.joining(", ")));
    return Optional.empty();
  }

  private static boolean names(EntityId id, @Nullable String text) {
    return id.toString().equals(text) || id.name().equals(text);
  }

  private void problem(String path, String message) {
    problems.add(new Problem(path, message));
  }
}
