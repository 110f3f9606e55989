package io.countersign.server.access.scope;

import java.util.Set;

/** The classes of actions that plans may have by the runbooks in force. */
@FunctionalInterface
public interface KnownActions {
  Set<String> classes();
}
