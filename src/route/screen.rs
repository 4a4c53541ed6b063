//! The screens: what they are called, and what each needs to be open.

/// A screen: what the navigation lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// 首页
    Home,
    /// 资格自查
    Eligibility,
    /// 申报单位
    Applicant,
    /// 自评打分
    Scoring,
    /// 三年自评
    Years,
    /// 经营指标
    Indicators,
    /// 自评报告
    Report,
    /// 证实性材料
    Evidence,
    /// 申报日程
    Schedule,
    /// 申报材料
    Package,
    /// 保存与版本
    Keeping,
    /// 为什么是这个分
    Why,
    /// 提分与改进
    Plan,
    /// 成绩单
    Share,
    /// 单家模拟评审
    Rehearsal,
    /// 多家对比
    Cohort,
    /// 合议
    Consensus,
    /// 模拟评审
    Review,
    /// 管理办法
    Regulation,
    /// 隐私
    Privacy,
    /// 关于
    About,
}

impl Screen {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Screen::Home => "首页",
            Screen::Eligibility => "资格自查",
            Screen::Applicant => "申报单位",
            Screen::Scoring => "自评打分",
            Screen::Years => "三年自评",
            Screen::Indicators => "经营指标",
            Screen::Report => "自评报告",
            Screen::Evidence => "证实性材料",
            Screen::Schedule => "申报日程",
            Screen::Package => "申报材料",
            Screen::Keeping => "保存与版本",
            Screen::Why => "为什么是这个分",
            Screen::Plan => "提分与改进",
            Screen::Share => "成绩单",
            Screen::Rehearsal => "单家模拟评审",
            Screen::Cohort => "多家对比",
            Screen::Consensus => "合议",
            Screen::Review => "模拟评审",
            Screen::Regulation => "管理办法",
            Screen::Privacy => "隐私",
            Screen::About => "关于",
        }
    }

    /// Whether it needs an open assessment.
    pub fn needs_assessment(self) -> bool {
        !matches!(
            self,
            Screen::Home
                | Screen::Cohort
                | Screen::Consensus
                | Screen::Review
                | Screen::Regulation
                | Screen::Privacy
                | Screen::About
        )
    }

    /// Its name where an examiner's score sheet may be open, on which nobody scores oneself.
    pub fn name_on(self, is_score_sheet: bool) -> &'static str {
        if is_score_sheet && self == Screen::Scoring { "打分" } else { self.name() }
    }

    /// Whether an examiner's score sheet, which is no application, has it.
    pub fn suits_score_sheet(self) -> bool {
        let of_sheets = matches!(self, Screen::Scoring | Screen::Share | Screen::Keeping);
        of_sheets || (self != Screen::Home && !self.needs_assessment())
    }

    /// Whether it is there to change the open assessment.
    pub fn edits(self) -> bool {
        let only_looks = matches!(self, Screen::Package | Screen::Keeping | Screen::Why | Screen::Share | Screen::Rehearsal);
        self.needs_assessment() && !only_looks
    }
}
