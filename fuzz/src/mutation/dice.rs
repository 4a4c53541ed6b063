//! Numbers that look random and follow from the seed that libFuzzer gives.

pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u32) -> Dice {
        let mut dice = Dice(u64::from(seed));
        dice.roll(2);
        dice
    }

    /// A number below `sides`; 0 if there is none.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    /// One of several; the default of its kind if there is none.
    pub(super) fn pick<T: Copy + Default>(&mut self, among: &[T]) -> T {
        among.get(self.roll(among.len())).copied().unwrap_or_default()
    }
}
