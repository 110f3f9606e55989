/** Principals, roles, sessions, tokens and the kill switch. */
@NullMarked
package io.countersign.domain.access;

import org.jspecify.annotations.NullMarked;
