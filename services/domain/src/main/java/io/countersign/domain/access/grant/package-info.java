/** Groups, and the rules of what may be granted to whom. */
@NullMarked
package io.countersign.domain.access.grant;

import org.jspecify.annotations.NullMarked;
