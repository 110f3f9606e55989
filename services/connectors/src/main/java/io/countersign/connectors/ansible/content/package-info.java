/** The files that a playbook can include: where they lie, and the digest of all of them. */
@NullMarked
package io.countersign.connectors.ansible.content;

import org.jspecify.annotations.NullMarked;
