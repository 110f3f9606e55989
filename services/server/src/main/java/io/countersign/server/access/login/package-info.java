/** Passwords: how they are kept, tried, changed and, by a one-time secret, chosen anew. */
@NullMarked
package io.countersign.server.access.login;

import org.jspecify.annotations.NullMarked;
