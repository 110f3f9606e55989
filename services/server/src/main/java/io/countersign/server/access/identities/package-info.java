/** Whose address in another system is whose: administrators say so. */
@NullMarked
package io.countersign.server.access.identities;

import org.jspecify.annotations.NullMarked;
