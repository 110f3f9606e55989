/** Who may come in and what each may do: logins, sessions, tokens, people. */
@NullMarked
package io.countersign.server.access;

import org.jspecify.annotations.NullMarked;
