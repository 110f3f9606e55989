package io.countersign.domain.access.link;

/**
 * An account in another system, by the system's own ids: pseudonyms, no name and no address.
 *
 * @param system the configured name of the connection to it, kebab-case
 * @param workspace within which the account's id is unique, such as a chat's team; 1 to 200
 *     characters
 * @param account its id there, 1 to 200 characters
 */
public record LinkedAccount(String system, String workspace, String account) {
  /** What a system may be called. */
  public static final String SYSTEM = "[a-z0-9][a-z0-9-]{0,62}";

  private static final String ID = "[^\\s\\p{Cntrl}]{1,200}";

  public LinkedAccount {
    if (!system.matches(SYSTEM) || !workspace.matches(ID) || !account.matches(ID)) {
      throw new IllegalArgumentException("not an account's ids");
    }
  }
}
