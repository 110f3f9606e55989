package io.countersign.simulators.jira;

/**
 * An account of the site.
 *
 * @param id {@code accountId} of the Cloud, {@code key} of a Data Center
 * @param name the login name of a Data Center
 */
public record SiteUser(String id, String name, String email, String displayName) {}
