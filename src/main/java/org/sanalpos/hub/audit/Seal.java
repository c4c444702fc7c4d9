package org.sanalpos.hub.audit;

/** Seals the text of an entry, so that nobody who has only the database can write one that fits. */
@FunctionalInterface
public interface Seal {

    /** The same text gives the same seal, on every node and for ever: 64 hex digits. */
    String of(String text);
}
