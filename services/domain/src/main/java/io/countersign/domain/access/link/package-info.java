/** Accounts of other systems that belong to persons: linked by themselves, once, by a code. */
@NullMarked
package io.countersign.domain.access.link;

import org.jspecify.annotations.NullMarked;
