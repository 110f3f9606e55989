/** The door of the HTTP API: bearers, and the rules of who may call what. */
@NullMarked
package io.countersign.server.access.security;

import org.jspecify.annotations.NullMarked;
