package io.countersign.domain.catalog;

/**
 * One entry of the catalogue.
 *
 * @param owner the team that answers for it
 * @param tier 1 (most important) to 4
 * @param entryPoint whether users come in here
 */
public record Entity(EntityId id, String owner, int tier, boolean entryPoint) {
  /** Of what nobody declared: taken as seriously as can be. */
  public static final int UNKNOWN_TIER = 1;

  public Entity {
    if (tier < 1 || tier > 4) {
      throw new IllegalArgumentException("tier must be 1 to 4: " + tier);
    }
  }
}
