/**
 * Who may come in and what each may do: logins, sessions, tokens, people.
 *
 * <p>More than twenty types, by one: halts are to move out.
 */
@NullMarked
package io.countersign.server.access;

import org.jspecify.annotations.NullMarked;
