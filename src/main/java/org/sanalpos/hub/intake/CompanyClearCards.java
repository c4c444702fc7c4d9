package org.sanalpos.hub.intake;

import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.Companies;
import org.springframework.stereotype.Component;

/** The company's own setting, as the database has it now; without one, clear cards are for the sandbox alone. */
@Component
class CompanyClearCards implements ClearCards {
    private final Companies companies;
    private final boolean sandbox;

    CompanyClearCards(Companies companies, HubSettings settings) {
        this.companies = companies;
        this.sandbox = settings.sandbox();
    }

    @Override
    public boolean allowed(String company) {
        return companies
                .find(company)
                .map(found -> found.settings().clearCards() == null
                        ? sandbox
                        : found.settings().clearCards())
                .orElse(false);
    }
}
