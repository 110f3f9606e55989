/** Accounts of other systems that belong to persons, who link them by a code. */
@NullMarked
package io.countersign.server.access.link;

import org.jspecify.annotations.NullMarked;
