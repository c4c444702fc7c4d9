package org.sanalpos.hub.settings;

/** A setting, mapping or route that keeps the hub from starting, in one line for the person who starts it. */
public class SettingProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param setting what is to be changed: a setting's name, or file and line
     * @param expected what was wrong and what was expected
     */
    public SettingProblem(String setting, String expected) {
        super(setting + ": " + expected);
    }
}
