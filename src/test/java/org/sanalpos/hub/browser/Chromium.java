package org.sanalpos.hub.browser;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real browser without a screen. With scripts it is the one without windows, where that is installed: the same engine at half the cost.
 */
final class Chromium implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    // Itself, not the script of the same name: that one would be ended in its place.
    private static final String WINDOWLESS = "/usr/lib/chromium/chromium-headless-shell";
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> DRIVERS =
            List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver", "/usr/local/bin/chromedriver");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param scripts whether pages may run scripts */
    static Chromium start(boolean scripts) {
        ChromeOptions options = new ChromeOptions();
        // Only the whole browser has the setting that forbids scripts.
        options.setBinary(scripts && new File(WINDOWLESS).canExecute() ? WINDOWLESS : installed(BROWSERS));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-popup-blocking",
                "--disable-background-networking",
                "--disable-component-update",
                "--window-size=900,1100",
                "--lang=tr");
        if (!scripts) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(installed(DRIVERS)))
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    private static String installed(List<String> places) {
        return places.stream()
                .filter(place -> new File(place).canExecute())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Chromium and its driver are needed: apt-get install chromium chromium-driver"));
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(String url) {
        driver.get(url);
    }

    WebElement at(String id) {
        return await(current -> current.findElement(By.id(id)));
    }

    boolean has(String id) {
        return !driver.findElements(By.id(id)).isEmpty();
    }

    void type(String id, String text) {
        WebElement field = at(id);
        field.clear();
        field.sendKeys(text);
    }

    void choose(String id, String value) {
        new Select(at(id)).selectByValue(value);
    }

    void click(String id) {
        at(id).click();
    }

    /** Presses the page's only button and waits until the browser has left the page. */
    void goOn() {
        WebElement button = await(current -> current.findElement(By.tagName("button")));
        button.click();
        await(ExpectedConditions.stalenessOf(button));
    }

    <T> T await(Function<WebDriver, T> condition) {
        return new WebDriverWait(driver, LONGEST, Duration.ofMillis(25))
                .ignoring(org.openqa.selenium.WebDriverException.class)
                .until(condition);
    }

    /** Waits until an element that can be seen has a text, and returns it. */
    String text(String id) {
        return await(current -> {
            WebElement element = current.findElement(By.id(id));
            return element.isDisplayed() && !element.getText().isEmpty() ? element.getText() : null;
        });
    }

    @Override
    public void close() {
        driver.quit();
    }
}
