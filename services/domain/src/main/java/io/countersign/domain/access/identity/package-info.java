/** Who of the directory acts in other systems under which address, such as a git author's. */
@NullMarked
package io.countersign.domain.access.identity;

import org.jspecify.annotations.NullMarked;
