package io.countersign.domain.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue as somebody wrote it down, before anything about it is known to be right.
 *
 * @param environment of every entity that names none
 */
public record CatalogDraft(
    @Nullable String environment, List<DraftEntity> entities, List<DraftRelation> relations) {
  /**
   * @param kind {@code service} when left out
   * @param tier 1 (most important) to 4
   */
  public record DraftEntity(
      @Nullable String kind,
      @Nullable String environment,
      @Nullable String name,
      @Nullable String owner,
      @Nullable Integer tier,
      boolean entryPoint) {}

  /**
   * @param kind {@code calls} when left out; written as {@code runs-on} or {@code RUNS_ON}
   * @param from an entity's id, or its name alone where only one declared entity has it
   * @param to likewise: what {@code from} depends on
   */
  public record DraftRelation(@Nullable String kind, @Nullable String from, @Nullable String to) {}

  /** What came of looking at it. */
  public sealed interface Checked {
    record Sound(Inventory inventory) implements Checked {}

    /**
     * @param problems all of them, in the order of the draft; never empty
     */
    record Unsound(List<Problem> problems) implements Checked {
      public Unsound {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * @param path where in the draft, such as {@code entities[3].tier}
   */
  public record Problem(String path, String message) {}

  public CatalogDraft {
    entities = List.copyOf(entities);
    relations = List.copyOf(relations);
  }

  /** Reads it whole, whatever is wrong with its parts. */
  public Checked check() {
    return new CatalogDraftCheck(this).run();
  }
}
